"""`companion eval`: its exit codes, its JSON, and what it leaves behind; the companion has no model here."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import embedding
from companion.cli import main
from companion.embedding import HashEmbedder
from companion.model.hostile import Hostile
from evals import examine, memo


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Embed by hashing: quick, and the same everywhere; other tests get this machine's embedder back."""
    monkeypatch.setattr(embedding, "default", HashEmbedder)
    memo.own.cache_clear()
    yield
    memo.own.cache_clear()


def run(*arguments: str) -> int:
    """Run the command on two cases of each language."""
    return main(["eval", "--suite", "covenant", "--limit", "2", *arguments])


def test_a_run_and_its_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON on standard output, a result and a page in --out; 0 against itself, 1 against a run without the fault."""
    out = tmp_path / "out"
    assert run("--out", str(out), "--json") == 0
    held = json.loads(capsys.readouterr().out)
    assert held["suites"]["covenant"]["fr"]["n"] == 2
    assert (out / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    baseline = out / "result.json"
    assert run("--out", str(out), "--resume", "--baseline", str(baseline)) == 0
    worse = json.loads(baseline.read_text(encoding="utf-8"))
    for case in worse["cases"]:
        case["hard"] = []
    sittings = out / "sittings.jsonl"
    spilled = sittings.read_text(encoding="utf-8").replace(
        '"spilled":[]', '"spilled":[["file","un deux trois quatre"]]'
    )
    sittings.write_text(spilled, encoding="utf-8")
    baseline.write_text(json.dumps(worse), encoding="utf-8")
    capsys.readouterr()
    assert run("--out", str(out), "--resume", "--baseline", str(baseline)) == 1
    assert "kept" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--suite", "taste"),
        ("--model", "double:kind"),
        ("--baseline", "nowhere.json"),
        ("--limit", "0"),
        ("--model", "rien/x"),
        ("--model", "gguf:/nowhere/x.gguf"),
        ("--model", "openai/x", "--api-base", "file:///x"),
        ("--judge", "rien/x"),
        ("--judge", "none"),
    ],
)
def test_bad_usage(
    wrong: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, one plain message, no traceback; nothing is run and nothing is left behind."""
    monkeypatch.setattr(examine, "examined", None)
    assert run("--out", str(tmp_path / "out"), *wrong) == 2
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_a_double_is_examined_in_its_own_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A hostile model: its raw leaks are counted, none is shown, all are replaced; nobody licenses a double."""
    assert run("--model", "double:smuggle", "--out", str(tmp_path), "--json") == 0
    held = json.loads(capsys.readouterr().out)
    assert held["leaks"]["raw"] == 1.0
    assert held["leaks"]["shown"] == 0.0
    assert held["fallback"] == 1.0
    assert held["licence"] is None


def test_the_scripted_double_is_heard_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it asks well is shown in its own words; its leak is caught before anyone sees it, and asked for again."""
    assert run("--model", "double:scripted", "--suite", "grounding", "--out", str(tmp_path), "--json") == 0
    held = json.loads(capsys.readouterr().out)
    assert held["counts"]["raw_leaks"] > 0
    assert held["counts"]["repaired"] > 0
    assert held["leaks"]["shown"] == 0.0
    assert 0 < held["fallback"] < 1


@pytest.mark.slow
def test_a_judge_is_asked_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that answers the same whatever it reads is refused, and the run ends well; its agreement is in the result."""
    with Hostile("polite") as server:
        judge = ("--judge", "openai/x", "--judge-base", server.url)
        assert run(*judge, "--out", str(tmp_path), "--json") == 0
    held = json.loads(capsys.readouterr().out)["judge"]
    assert held["name"] == "openai/x"
    for tongue in ("fr", "en"):
        assert held[tongue]["agreement"]["n"] == 64
        assert held[tongue]["agreement"]["refused"]
        assert held[tongue]["leaks"] is None
    assert "kappa" in (tmp_path / "report.html").read_text(encoding="utf-8")
