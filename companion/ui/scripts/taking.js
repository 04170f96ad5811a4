// Everything, or the session whose button it is.
element.addEventListener('click', (event) => {
  if (event.target.closest('button')) trigger('download', {});
});
