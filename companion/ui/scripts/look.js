// What is typed and chosen stays when the lists change or the page changes language.
const kept = {};
const fields = () => [...element.querySelectorAll('input, select')];
const look = () => trigger('select', Object.fromEntries(fields().map((each) => [each.name, each.value])));
let waiting;
const keep = (event) => { kept[event.target.name] = event.target.value; };
element.addEventListener('input', (event) => {
  keep(event);
  if (!event.target.matches('input')) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, 250);
});
element.addEventListener('change', (event) => { keep(event); if (event.target.matches('select')) look(); });
let spoken;
watch('value', () => {
  fields().forEach((each) => {
    each.value = kept[each.name] ?? '';
    if (each.matches('select') && each.selectedIndex < 0) { each.value = ''; kept[each.name] = ''; look(); }
  });
  const now = element.querySelector('.look')?.lang;
  if (spoken && now !== spoken && Object.values(kept).some(Boolean)) look();
  spoken = now ?? spoken;
});
