// What lies unfinished on the page goes to the server as it is typed, and comes back after a reload.
// A box is changed by nobody but its author: what comes back goes only into one that is still empty.
const box = () => document.querySelector('#draft textarea');
const hunch = () => document.querySelector('#suspicion :is(input, textarea)');
const fill = (into, text) => {
  if (!into || into.value || !text) return;
  into.value = text;
  into.dispatchEvent(new Event('input', {bubbles: true}));
};
const typed = () => [...document.querySelectorAll('#reply .answer.changed textarea')]
  .map((each) => [each.closest('.answer').dataset.number, each.value]);
let timer = 0, restored = false, last = '';
const lay = () => {
  clearTimeout(timer);
  if (!restored) return;
  const now = JSON.stringify({draft: box()?.value ?? '', suspicion: hunch()?.value ?? '',
    session: document.querySelector('#reply .answer')?.dataset.session ?? '', typed: typed()});
  if (now === last) return;
  last = now;
  // A page that is being left still sends what is small enough for it; what does not arrive is sent again.
  fetch('desk', {method: 'POST', body: now, keepalive: now.length < 20000, headers: {'content-type': 'application/json'}})
    .then((answer) => { if (answer.status >= 500) throw new Error(); })
    .catch(() => { last = ''; timer = setTimeout(lay, 2000); });
};
const soon = () => { clearTimeout(timer); timer = setTimeout(lay, 300); };
const state = () => {
  const empty = !box()?.value;
  document.body.classList.toggle('blank', empty);
};
const restore = () => {
  const held = element.querySelector('[data-desk]');
  if (!held || restored || !box()) return;
  restored = true;
  const {draft, suspicion} = JSON.parse(held.dataset.desk);
  fill(box(), draft);
  fill(hunch(), suspicion);
  state();
  document.body.dataset.desk = 'ready';
};
document.addEventListener('input', (event) => {
  if (!event.target.closest('#draft, #suspicion, #reply')) return;
  state();
  soon();
});
document.addEventListener('click', (event) => {
  if (event.target.closest('#example')) fill(box(), JSON.parse(element.querySelector('[data-desk]').dataset.example));
  if (event.target.closest('#fresh')) {
    [box(), hunch()].filter(Boolean).forEach((each) => {
      each.value = '';
      each.dispatchEvent(new Event('input', {bubbles: true}));
    });
    clearTimeout(timer);
    box().focus();
  }
});
document.addEventListener('visibilitychange', lay);
window.addEventListener('pagehide', lay);
watch('value', restore);
restore();
state();
