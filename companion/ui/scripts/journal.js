// One session is taken along, or erased once its author was asked; Escape erases nothing.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const {take, erase, start} = button.dataset;
  if (take) trigger('download', {session: take});
  if (erase) trigger('delete', {session: erase});
  if (start) trigger('expand', {start});
  if (button.matches('[data-close]')) fold(button.closest('details'));
});
const fold = (details) => {
  details.open = false;
  details.querySelector('summary').focus();
};
element.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && event.target.closest('details.parting[open]');
  if (open) fold(open);
});
