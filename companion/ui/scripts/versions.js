// An older version is taken up again.
element.addEventListener('click', (event) => {
  const version = event.target.closest('button[data-restore]')?.dataset.restore;
  if (version) trigger('undo', {version});
});
