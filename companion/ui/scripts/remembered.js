// Each thing that is remembered: kept as it is written now, taken out, brought back, or chosen anew.
// A box says what its author typed until it is kept; then it says what is kept.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  const {act, kind_of, what} = button.dataset;
  trigger(act, {kind: kind_of, what, text: button.closest('li').querySelector('textarea')?.value ?? ''});
});
element.addEventListener('change', (event) => {
  const {name, value} = event.target;
  if (!event.target.matches('select')) return;
  if (name === 'language') return document.querySelector('button#language, #language button').click();
  trigger('select', {name, value});
});
element.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && event.target.closest('details[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
watch('value', () => {
  element.querySelectorAll('details:not([open]) textarea').forEach((each) => { each.value = each.defaultValue; });
  element.querySelectorAll('select').forEach((each) => {
    each.value = [...each.options].find((option) => option.defaultSelected)?.value ?? each.value;
  });
});
