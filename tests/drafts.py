"""Drafts such as the people this is for write them, and what they said before."""

from datetime import UTC, datetime

from companion.records import Intention, Language, Post

PRESSURE_FR = """Bon. Y parait que faut poster à tous les jours, sinon l'algorithme t'oublie. Faque me v'là.

J'ai lavé 6 chiens aujourd'hui, dont un bernois qui voulait rien savoir du séchoir.
Ma voisine Huguette a dit « tu travailles trop fort » en apportant du sucre à la crème.
Je sais pas trop si ça compte comme du contenu, mais c'était mon boutte préféré de la journée."""
PRESSURE_EN = """So apparently I have to post every day or the algorithm forgets me. Here I am.

I washed 6 dogs today, including a Bernese who wanted nothing to do with the dryer.
My neighbour Dolores said “you work too hard” and handed me a plate of fudge.
I don't really know if that counts as content, but it was my favourite part of the day."""
TIRED_FR = """Chus brûlée. J'ai rangé mon cell dans le frigidaire pis je l'ai cherché une heure.
J'ai pus de jus. Je devrais vous parler des bouquets de Noël, j'ai ma liste devant moi, pis j'y arrive pas.
Samedi 9 h à midi. Y reste des immortelles."""
TIRED_EN = """I am completely burned out. I put my phone in the fridge and looked for it for an hour.
I should be telling you about Christmas wreaths, the list is right here, and I can't keep going.
Saturday nine to noon. There are a few dried flowers left."""
GRIEF_FR = """Mon père est décédé mardi. Il venait au kiosque tous les samedis avec son thermos.
La boutique va rester fermée cette semaine. Il me manque déjà, sa chaise est encore là."""
GRIEF_EN = """My father passed away on Tuesday. He came to the stall every Saturday with his thermos.
The shop will stay closed this week. I miss him already, his chair is still there."""
DISTRESS_FR = """Je fais semblant depuis des mois avec mes photos de gâteaux.
La vérité c'est que je veux mourir. Je ne veux plus vivre comme ça.
Demain je vais encore sourire dans une story."""
DISTRESS_EN = """I have been faking it for months with my cake photos.
The truth is I want to die. I don't want to live like this anymore.
Tomorrow I will smile in a story again."""
SALES_FR = """20 % de rabais sur tout le magasin!
Dépêchez-vous, il reste 12 places seulement!
Livraison gratuite partout, code promo HIVER. Tout le monde en parle!"""
SALES_EN = """20% off everything in store!
Hurry, only 12 spots left!
Free shipping everywhere, use code WINTER. Everyone is talking about it!"""
PLAIN_FR = """Ce matin j'ai ouvert l'atelier avant le soleil. La neige avait tout avalé, même la boîte aux lettres.
J'ai peut-être tourné 14 bols, et le dernier a gardé la trace de mon pouce. Je l'ai laissé de même.
Quand j'étais petite, ma grand-mère Rose disait que la terre se souvient de nos mains."""
PLAIN_EN = """This morning I opened the studio before sunrise. Snow had swallowed everything, mailbox too.
I threw maybe 14 bowls, and the last one kept the print of my thumb. I left it like that.
When I was little, my grandmother Rose used to say that clay remembers our hands."""
SPARSE_FR = "Nouveau pain demain."
SPARSE_EN = "New bread tomorrow."
FORMAL_FR = """Chère madame, je vous remercie de votre confiance. Il faut que je vous annonce une nouvelle.
Votre dossier a occupé mes pensées hier soir, et je vous promets une réponse honnête dès la semaine prochaine.
Veuillez accepter mes salutations, avec mes 30 ans de métier."""

DRAFTS: dict[str, tuple[Language, str]] = {
    "pressure-fr": ("fr", PRESSURE_FR), "pressure-en": ("en", PRESSURE_EN),
    "tired-fr": ("fr", TIRED_FR), "tired-en": ("en", TIRED_EN),
    "grief-fr": ("fr", GRIEF_FR), "grief-en": ("en", GRIEF_EN),
    "distress-fr": ("fr", DISTRESS_FR), "distress-en": ("en", DISTRESS_EN),
    "sales-fr": ("fr", SALES_FR), "sales-en": ("en", SALES_EN),
    "plain-fr": ("fr", PLAIN_FR), "plain-en": ("en", PLAIN_EN),
    "sparse-fr": ("fr", SPARSE_FR), "sparse-en": ("en", SPARSE_EN), "formal-fr": ("fr", FORMAL_FR),
}  # fmt: skip

INTENTIONS: dict[Language, Intention] = {
    "fr": Intention(
        why="Garder la trace des petites journées d'atelier",
        community="des voisines qui aiment la terre et le silence",
        message="Les mains savent des choses que la tête oublie",
        tone="comme une lettre à une amie",
        boundaries="jamais les enfants ni les clients par leur nom",
        wish="Que le monde se sente chez eux en entrant",
    ),
    "en": Intention(
        why="Keep a trace of small days in the studio",
        community="neighbours who love clay and quiet",
        message="Hands know things that the head forgets",
        tone="like a letter to a friend",
        boundaries="never the kids or the clients by name",
        wish="That people feel at home when they walk in",
    ),
}
POSTS: dict[Language, list[Post]] = {
    "fr": [
        Post("La terre se souvient de tout, disait ma grand-mère Rose. Ses bols tiennent encore.",
             datetime(2025, 3, 2, 15, tzinfo=UTC), "instagram", "fr"),
        Post("Fermée deux semaines en août. Je m'en vais pêcher avec mon frère.",
             datetime(2025, 8, 1, 15, tzinfo=UTC), "instagram", "fr"),
        Post("Le bernois est revenu, il a dormi sur la table pendant que je lavais les autres chiens.",
             datetime(2026, 2, 11, 15, tzinfo=UTC), "facebook", "fr"),
    ],
    "en": [
        Post("Clay remembers everything, my grandmother Rose would say. Her bowls are still standing.",
             datetime(2025, 3, 2, 15, tzinfo=UTC), "instagram", "en"),
        Post("Closed for two weeks in August. Going fishing with my brother.",
             datetime(2025, 8, 1, 15, tzinfo=UTC), "instagram", "en"),
        Post("The Bernese came back, he slept on the table while I washed the other dogs.",
             datetime(2026, 2, 11, 15, tzinfo=UTC), "facebook", "en"),
    ],
}  # fmt: skip
