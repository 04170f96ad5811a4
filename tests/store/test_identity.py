"""One post in two places: recognised, kept once, told with both; never two posts taken for one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.records import Place, Post
from companion.store import Added, Store

DAY = datetime(2025, 3, 2, 14, 5, tzinfo=UTC)
TEXT = "Bon, l'atelier rouvre mardi, pis j'ai hâte de revoir le monde du quartier. On va jaser de roues."


def ours(text: str = TEXT, **changes: object) -> Post:
    return replace(Post(text, DAY, "instagram", "fr", source="posts_1.json"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (TEXT, DAY + timedelta(minutes=3)),
        (TEXT.upper() + " 🙂", DAY + timedelta(hours=20)),
        (TEXT + "\n\n#atelier #vélo @masson https://example.org/a?b=1", DAY),
        (TEXT.replace("hâte", "bien hâte"), DAY - timedelta(hours=15)),
        (TEXT.replace("’", "'").replace("é", "e"), DAY),
        (TEXT[:60] + "… https://t.co/abc", DAY),
    ],
)
def test_the_same_post_on_another_platform_is_one_with_two_places(store: Store, text: str, date: datetime) -> None:
    """Links, hashtags, signs, a word more, a text cut short: still the same post, found once, told with both places."""
    store.add_posts([ours()])
    other = ours(text, platform="facebook", date=date, source="your_posts_1.json")
    assert store.count_posts([other]) == store.add_posts([other]) == Added(1, 0, 1)
    [kept] = store.posts()
    assert (kept.text, kept.platform, kept.date) == (TEXT, "instagram", DAY)
    told = Place("facebook", "", "your_posts_1.json", date, "" if text == TEXT else text)
    assert kept.places == (Place("instagram", "", "posts_1.json", DAY), told)
    assert store.add_posts([other, ours()]) == Added(2, 0, 2)
    assert store.posts() == [kept]


@pytest.mark.parametrize(
    "other",
    [
        ours(date=DAY + timedelta(days=3), platform="facebook"),
        ours(date=None, platform="facebook"),
        ours(platform="facebook", kind="reply"),
        ours(date=DAY + timedelta(minutes=1)),
        ours("Bon, l'atelier ferme.", platform="facebook"),
        ours(TEXT.replace("mardi", "mardi 3"), platform="facebook"),
        ours(TEXT + " " + TEXT[30:], platform="facebook"),
    ],
)
def test_two_posts_stay_two(store: Store, other: Post) -> None:
    """Another day, no day, a reply, the same platform twice, another number, half of it new: two posts."""
    store.add_posts([ours()])
    assert store.count_posts([other]) == store.add_posts([other]) == Added(1, 1, 0)
    assert len(store.posts()) == 2


def test_short_texts_are_the_same_only_word_for_word(store: Store) -> None:
    """One word of three makes two posts; a sign more does not; signs alone tell nothing."""
    store.add_posts([ours("Bonne fête maman")])
    assert store.add_posts([ours("Bonne fête papa", platform="x")]).imported == 1
    assert store.add_posts([ours("bonne fête, maman!", platform="x")]).imported == 0
    assert store.add_posts([ours("🎉", platform="x"), ours("🎉", platform="threads")]).imported == 2


def test_a_text_that_comes_in_whole_later_is_kept_whole(store: Store) -> None:
    """What one platform cut short is found by its last words once another brings them, and goes back with that one."""
    cut = TEXT[:60] + "…"
    store.add_posts([ours(cut, platform="x")])
    store.catch_up()
    assert store.search("roues") == []
    assert store.add_posts([ours()]).duplicates == 1
    store.catch_up()
    [kept] = store.search("roues")
    assert (kept.text, kept.platform) == (TEXT, "x")
    assert [place.text for place in kept.places] == [cut, ""]
    assert all(check.ok for check in store.check())
    store.erase_platform("instagram")
    assert [each.text for each in store.posts()] == [cut]
    assert store.search("roues") == []


def test_an_export_that_holds_two_platforms_counts_as_it_keeps(store: Store) -> None:
    """A dry run says what would be, even where the same post stands twice in one archive, batches apart."""
    many = [ours(f"Billet {number} de la série, avec assez de mots pour compter.") for number in range(700)]
    given = [*many, *(replace(post, platform="threads") for post in many)]
    given += [replace(post, platform="threads", date=DAY + timedelta(hours=8)) for post in many[:5]]
    would = store.count_posts(given)
    assert would == store.add_posts(given) == Added(1405, 705, 700)


def test_the_places_of_an_export_of_ours_come_back(store: Store) -> None:
    """Each place is known again, so the archives they came from add nothing."""
    there = Place("facebook", "https://fb.example/1", "f.json", DAY, TEXT + " #roues")
    whole = ours(places=(Place("instagram", "", "posts_1.json", DAY), there))
    assert store.add_posts([whole]) == Added(1, 1, 0)
    assert store.posts()[0].places == whole.places
    again = ours(there.text, platform="facebook", link=there.link)
    assert store.add_posts([ours(), again]) == Added(2, 0, 2)


def test_what_is_given_is_found_as_it_is_kept(store: Store) -> None:
    """A post pasted after its platform brought it is that one, under its own id."""
    store.add_posts([ours()])
    pasted = ours(platform="paste", source="")
    store.add_posts([pasted])
    assert store.known(pasted) == store.known(ours()) == store.posts()[0]
    store.erase_platform("instagram")
    [kept] = store.posts()
    assert (kept.platform, kept.text) == ("paste", TEXT)
    assert store.add_posts([ours()]).duplicates == 1
    assert [place.platform for place in store.posts()[0].places] == ["paste", "instagram"]


def test_a_corrected_date_stays_where_a_platform_goes(store: Store) -> None:
    """What its author said of a day outlives what a platform said; what nobody corrected follows the platform left."""
    later = DAY + timedelta(hours=5)
    for text in (TEXT, TEXT.replace("mardi", "jeudi").replace("jaser de roues", "parler de chaînes bien huilées")):
        store.add_posts([ours(text), ours(text, platform="threads", date=later)])
    store.correct(store.search("roues")[0].id, DAY - timedelta(days=30))
    assert store.erase_platform("instagram").places == 2
    assert {kept.date for kept in store.posts()} == {later, DAY - timedelta(days=30)}
    assert {kept.platform for kept in store.posts()} == {"threads"}
