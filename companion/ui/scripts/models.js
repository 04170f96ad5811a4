// A button says what is wanted in data; in a form, what was typed goes with it. What is typed stays through a change of language.
const kept = {};
const fields = () => [...element.querySelectorAll('form input, form select')];
const value = (each) => each.type === 'checkbox' ? each.checked : each.value;
const press = (act, data, form) => {
  const typed = form ? Object.fromEntries([...form.querySelectorAll('input, select')].map((each) => [each.name, value(each)])) : {};
  trigger(act, {model: '', base: '', ...data, ...typed});
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (button) press(button.dataset.act, {...button.dataset}, button.closest('form'));
});
element.addEventListener('keydown', (event) => {
  const form = event.target.closest('form[data-act]');
  if (event.key === 'Enter' && form && event.target.matches('input[type=text]')) {
    event.preventDefault();
    press(form.dataset.act, {}, form);
  }
});
element.addEventListener('input', (event) => { if (event.target.closest('form')) kept[event.target.id] = value(event.target); });
element.addEventListener('change', (event) => {
  const list = event.target.closest('.switches select');
  if (list) trigger('apply', {name: list.name, value: list.value});
});
watch('value', () => {
  fields().forEach((each) => {
    if (!(each.id in kept)) return;
    if (each.type === 'checkbox') each.checked = kept[each.id]; else each.value = kept[each.id];
  });
  const asked = element.querySelector('[data-focus]');
  if (asked) { asked.focus(); asked.scrollIntoView({block: 'center', behavior: 'smooth'}); }
});
