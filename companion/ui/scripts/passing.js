// What was done is said for a while, and leaves by itself; what went wrong stays.
let timer;
watch('value', () => {
  clearTimeout(timer);
  element.classList.remove('past');
  timer = setTimeout(() => element.classList.add('past'), 12000);
});
