// A path is read when it is asked for.
const read = () => trigger('submit', {place: element.querySelector('input').value});
element.addEventListener('click', (event) => { if (event.target.closest('button')) read(); });
element.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('input')) { event.preventDefault(); read(); }
});
