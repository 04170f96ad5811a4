"""Language, register and folding: the author is answered as they write, and found text can be quoted."""

import unicodedata

import pytest
from hard_texts import ANY_TEXT, HARD
from hypothesis import given

from companion.language import answer_in, detect, fold, folded, register, words


@given(ANY_TEXT)
def test_each_folded_character_knows_where_it_came_from(text: str) -> None:
    """Whatever is found in the folded text can be cut from the original: offsets rise, one a character and one more."""
    result = fold(text)
    assert len(result.offsets) == len(result.text) + 1
    assert list(result.offsets) == sorted(result.offsets)
    assert result.offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in result.offsets[:-1])
    assert all(character in folded(text[at]) for character, at in zip(result.text, result.offsets, strict=False))


@given(ANY_TEXT)
def test_folding_is_the_same_with_and_without_offsets_and_settles(text: str) -> None:
    """The two ways of folding agree, and composed or decomposed accents, upper or lower case, fold alike."""
    assert fold(text).text == folded(text)
    assert words(folded(text)) == words(text)
    if text.isascii():
        assert folded(text.upper()) == folded(text.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Épuisée", "epuisee"),
        ("L’été", "l'ete"),
        ("CŒUR", "coeur"),
        ("«\u00a0Ça\u202f»", '" ca "'),
        (unicodedata.normalize("NFD", "À bientôt"), "a bientot"),
        ("po\u200bst\u00ading", "posting"),
        ("Ｐｏｓｔ", "post"),
        ("p\u0301\u0334ost", "post"),
        ("un\u2028deux\rtrois", "un\ndeux\ntrois"),
        ("peut‑être – oui…", "peut-etre - oui..."),
        ("Straße", "strasse"),
    ],
)
def test_texts_that_look_alike_fold_alike(one: str, other: str) -> None:
    """Case, accents, marks, invisible characters, kinds of quote, dash and blank do not matter."""
    assert folded(one) == other


def test_an_apostrophe_or_a_hyphen_parts_words() -> None:
    """Words are counted the same however they are joined; an underscore is no letter."""
    assert words("J'ai peut-être l’air d_un") == ["j", "ai", "peut", "etre", "l", "air", "d", "un"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Je ne sais plus pourquoi je publie tous les jours.", "fr"),
        ("Faque là chus tannée, pis j'sais pus quoi dire icitte.", "fr"),
        ("Y fait frette en titi à matin, tsé.", "fr"),
        ("Mon chum m'a dit de poster mon reel sur le feed, faque v'là.", "fr"),
        ("J'ai booké ma vacation pis j'feel good, c'est le fun.", "fr"),
        ("Bonjour à toutes", "fr"),
        ("Vente de garage samedi, beau temps mauvais temps. Café gratuit pour les lève-tôt.", "fr"),
        ("I don't know why I post every day anymore.", "en"),
        ("Hello everyone", "en"),
        ("Just closed the shop. Feet hurt. Worth it.", "en"),
        ("Ain't nobody got time for that, y'all know what I'm saying.", "en"),
        ("Colour, flavour, neighbour: my grandmother's kitchen in Moncton.", "en"),
        ("No sé por qué publico todos los días, estoy muy cansada de todo esto.", "es"),
        ("Ich weiß nicht, warum ich jeden Tag etwas schreiben soll.", "de"),
        ("Não sei por que eu escrevo todos os dias para vocês.", "pt"),
        ("أشعر بالتعب اليوم ولا أعرف لماذا أكتب كل يوم", "ar"),
        ("", ""),
        ("🎉🎉", ""),
        ("12 345", ""),
    ],
)
def test_the_language_of_a_text_is_told(text: str, code: str) -> None:
    """French (joual and franglais too) and English are told from each other and from their neighbours."""
    assert detect(text) == code


@pytest.mark.parametrize("name", HARD)
def test_detection_never_fails(name: str) -> None:
    """Whatever is pasted, a language code or nothing comes back."""
    code = detect(HARD[name])
    assert code == "" or (len(code) in {2, 3} and code.isalpha())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chère madame, je vous remercie de votre confiance.", "vous"),
        ("Veuillez trouver ci-joint l'horaire. Cordialement, la direction. Nous restons à votre disposition.", "vous"),
        ("Merci à vous tous, chers clients, vous êtes venus en grand nombre.", "tu"),
        ("Bonjour tout le monde! J'ai hâte de vous voir, gang.", "tu"),
        ("Je vous attends au marché samedi.", "tu"),
        ("Madame, si tu savais comme je vous remercie.", "tu"),
        ("T'sais quand t'es brûlée ben raide.", "tu"),
        ("J'ai fait du pain.", "tu"),
        ("", "tu"),
    ],
)
def test_vous_only_for_a_formal_singular_throughout(text: str, expected: str) -> None:
    """A *vous* to a community is no signal: the author is a *tu* unless they write to one person formally."""
    assert register(text) == expected


@pytest.mark.parametrize(("detected", "interface", "answer"), [
    ("fr", "en", "fr"), ("en", "fr", "en"), ("es", "fr", "fr"), ("es", "en", "en"), ("", "en", "en"),
])  # fmt: skip
def test_a_third_language_is_answered_in_the_interface_s(detected: str, interface: str, answer: str) -> None:
    """The draft's language where the companion speaks it, else the interface's."""
    assert answer_in(detected, interface) == answer  # type: ignore[arg-type]
