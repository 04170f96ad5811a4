"""Under each question: a line to answer it for oneself, or to leave it aside; and in the journal, what was done.

Invariant: what is typed leaves the browser as data and comes back as text; a box is changed by nobody but its author.
"""

from collections.abc import Sequence

from companion.records import Answer, Reply
from companion.ui import cards
from companion.ui.cards import Below, shown
from companion.ui.wording import Wording

LISTEN = """
const shownFor = new WeakMap(), typed = new WeakSet();
const boxes = () => [...element.querySelectorAll('.answer textarea')];
const settle = () => boxes().forEach((box) => {
  if (shownFor.get(box) !== box.id) { shownFor.set(box, box.id); typed.delete(box); box.value = box.defaultValue; }
  box.closest('.answer').classList.toggle('changed', box.value.trim() !== box.defaultValue.trim());
  box.style.height = 'auto';
  if (box.scrollHeight) box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
});
const act = (box, outcome) => {
  const {session, number} = box.closest('.answer').dataset;
  if (outcome === 'answered' && !box.value.trim()) return box.focus();
  typed.delete(box);
  trigger('click', {session, number, outcome, text: box.value});
};
element.addEventListener('input', (event) => {
  if (event.target.matches('.answer textarea')) { typed.add(event.target); settle(); }
});
element.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('.answer textarea')) return;
  event.preventDefault();
  act(event.target, 'answered');
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('.answer button');
  if (button) act(button.closest('.answer').querySelector('textarea'), button.dataset.outcome);
});
document.addEventListener('click', (event) => {
  if (event.target.closest('#ask')) boxes().filter((box) => typed.has(box)).forEach((box) => act(box, 'answered'));
}, true);
window.addEventListener('resize', settle);
watch('value', settle);
settle();
"""
"""Enter keeps, as in a conversation; a new reading first keeps what was typed under the questions it replaces.

Gradio changes the page in place, so a box remembers which question it stands under: under another one it begins anew.
"""


def boxes(reply: Reply, answers: Sequence[Answer], wording: Wording, *, trouble: str = "", at: int = 0) -> Below:
    """Return a box for each question of a reply, with what was done with it; `trouble` is said under question `at`."""
    done = {answer.number: answer for answer in answers}

    def say(name: str, **values: object) -> str:
        return shown(wording.say(name, reply.language, **values))

    def box(number: int) -> str:
        answer = done.get(number)
        text, told = (answer.text, say(answer.outcome)) if answer else ("", "")
        name = f"answer-{shown(reply.session)}-{number}"
        said = cards.trouble(trouble) if trouble and number == at else f"<p>{told}</p>" if told else ""
        return (
            f'<div class="answer{" skipped" if answer and not answer.text else ""}" aria-live="off"'
            f' data-session="{shown(reply.session)}" data-number="{number}">'
            f'<label for="{name}">{say("answer-label", number=number)}</label>'
            f'<textarea id="{name}" rows="1" placeholder="{say("answer-hint")}">\n{shown(text)}</textarea>'
            f'<button type="button" class="keep" data-outcome="answered"'
            f' aria-label="{say("answer-keep-one", number=number)}">{say("answer-keep")}</button>'
            f'<button type="button" class="skip" data-outcome="skipped"'
            f' aria-label="{say("answer-skip-one", number=number)}">{say("answer-skip")}</button>'
            f'<div class="outcome" role="status">{said}</div></div>'
        )

    return box


def told(reply: Reply, answers: Sequence[Answer], wording: Wording) -> Below:
    """Return what was done with each question, to be read."""
    done = {answer.number: answer for answer in answers}

    def line(number: int) -> str:
        answer = done.get(number)
        if answer is None:
            return ""
        who = shown(wording.say(f"journal-{answer.outcome}", reply.language))
        return f'<p class="mine {answer.outcome}"><span class="who">{who}</span>{shown(answer.text)}</p>'

    return line
