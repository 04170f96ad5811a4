"""What the fuzz found once: each a damaged file that broke an importer, and must never again."""

from contextlib import suppress
from pathlib import Path

import pytest

from companion.errors import InputError
from companion.posts import read

SEEDS = {
    "a line end before everything": ("user_data_tiktok.json", b'\r{"Post": {}}'),
    "a sign of a box, and no box": ("posts_1.html", b'div class="uiBoxWhite"><img src="media/1.jpg">'),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("platform", [None, "x", "linkedin", "instagram", "facebook", "threads", "tiktok", "companion"])
def test_no_importer_breaks(tmp_path: Path, seed: str, platform: str | None) -> None:
    """It ends in posts and reasons, or in an error that the author can be told."""
    name, held = SEEDS[seed]
    (tmp_path / name).write_bytes(held)
    with suppress(InputError):
        list(read(tmp_path / name, platform=platform).items)
