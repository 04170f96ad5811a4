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
// What lies on the desk is fetched, not awaited from Gradio: of many answers at once its client may lose one.
const restore = () => fetch('desk').then((answer) => answer.json()).catch(() => ({})).then(({draft, suspicion}) => {
  if (!box()) return setTimeout(restore, 100);
  fill(box(), draft);
  fill(hunch(), suspicion);
  restored = true;
  state();
  document.body.dataset.desk = 'ready';
});
document.addEventListener('input', (event) => {
  if (!event.target.closest('#draft, #suspicion, #reply')) return;
  state();
  soon();
});
document.addEventListener('click', (event) => {
  if (event.target.closest('#example')) fill(box(), JSON.parse(element.querySelector('[data-example]').dataset.example));
  if (event.target.closest('#fresh')) {
    [box(), hunch()].filter(Boolean).forEach((each) => {
      each.value = '';
      each.dispatchEvent(new Event('input', {bubbles: true}));
    });
    clearTimeout(timer);
    box().focus();
  }
});
// Said again in another language, the list of subjects keeps what was chosen.
let subject = '';
const list = () => document.querySelector('#lens select');
document.addEventListener('change', (event) => { if (event.target === list()) subject = list().value; });
const lenses = document.getElementById('lens');
if (lenses) new MutationObserver(() => { if (list() && list().value !== subject) list().value = subject; })
  .observe(lenses, {subtree: true, childList: true, characterData: true});
document.addEventListener('visibilitychange', lay);
window.addEventListener('pagehide', lay);
// Gradio has one label in English alone: the button for tabs that find no room.
const more = document.querySelector('.overflow-menu button, [aria-label="More tabs"]');
const say = () => { if (more) more.setAttribute('aria-label', JSON.parse(element.querySelector('[data-more]')?.dataset.more ?? '""')); };
watch('value', say);
say();
restore();
state();
