// Under each question: a line to answer, and what else can be done with it. Enter keeps, as in a conversation.
// Gradio changes the page in place, so a box remembers which question it stands under: under another one it begins anew.
const shownFor = new WeakMap(), typed = new WeakSet();
const boxes = () => [...element.querySelectorAll('.answer textarea')];
const settle = () => boxes().forEach((box) => {
  if (shownFor.get(box) !== box.id) {
    const held = box.dataset.typed;
    shownFor.set(box, box.id);
    typed.delete(box);
    box.value = held === undefined ? box.defaultValue : held;
    if (held !== undefined) typed.add(box);
  }
  box.closest('.answer').classList.toggle('changed', box.value.trim() !== box.defaultValue.trim());
  box.style.height = 'auto';
  if (box.scrollHeight) box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
});
const act = (box, outcome) => {
  const {session, number, ready} = box.closest('.answer').dataset;
  if (!ready && outcome !== 'differently') return;
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
// A new reading first keeps what was typed under the questions it replaces.
document.addEventListener('click', (event) => {
  if (event.target.closest('#ask')) boxes().filter((box) => typed.has(box)).forEach((box) => act(box, 'answered'));
}, true);
window.addEventListener('resize', settle);
watch('value', settle);
settle();
