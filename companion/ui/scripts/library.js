// One thing is open at a time; Escape closes it and goes back to where it was opened.
const opened = () => [...element.querySelectorAll('details[open]')];
const close = (but) => opened().filter((each) => each !== but).forEach((each) => { each.open = false; });
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const {forget, date, start, more} = button.dataset;
  if (forget) trigger('delete', {post: forget});
  if (date) trigger('edit', {post: date, day: button.closest('.dating').querySelector('input').value});
  if (start) trigger('expand', {start});
  if (more) {
    const open = button.closest('li').classList.toggle('open');
    button.setAttribute('aria-expanded', open);
    button.textContent = open ? button.dataset.less : more;
  }
  if (button.matches('[data-close]')) {
    const summary = button.closest('details').querySelector('summary');
    close();
    summary.focus();
  }
});
element.addEventListener('toggle', (event) => { if (event.target.open) close(event.target); }, true);
element.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('.dating input')) {
    event.preventDefault();
    event.target.closest('.dating').querySelector('button').click();
  }
  const open = event.key === 'Escape' && event.target.closest('details[open]');
  if (open) { open.open = false; open.querySelector('summary').focus(); }
});
