// Asked a second time; Escape erases nothing.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  if (button.dataset.act === 'reload') return window.location.reload();
  const word = element.querySelector('input[name=word]')?.value ?? '';
  trigger(button.dataset.act, {what: element.querySelector('[name=what]')?.value ?? '', word});
});
element.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && element.querySelector('[data-act=undo]')) trigger('undo', {});
  if (event.key === 'Enter' && event.target.matches('input[name=word]')) {
    event.preventDefault();
    element.querySelector('[data-act=delete]').click();
  }
});
watch('value', () => element.querySelector('[data-focus]')?.focus());
