// A file that is too large is refused before it is sent, in our words.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (button) trigger(button.dataset.act, {platform: element.querySelector('select')?.value ?? ''});
});
const large = (files) => [...(files ?? [])].some((file) => file.size > LARGEST);
const refuse = (event) => { event.preventDefault(); event.stopImmediatePropagation(); trigger('expand', {}); };
document.addEventListener('change', (event) => {
  if (event.target.closest?.('#file') && large(event.target.files)) refuse(event);
}, true);
document.addEventListener('drop', (event) => {
  if (event.target.closest?.('#file') && large(event.dataTransfer?.files)) refuse(event);
}, true);
