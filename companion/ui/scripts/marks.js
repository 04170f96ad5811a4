// The passages that questions point at, marked behind the draft and numbered beside it.
// The draft stays a plain box: the marks lie in a copy of its text under it, laid out exactly as it is.
const begin = () => {
if (!document.querySelector('#draft textarea') || !document.getElementById('reply')) return requestAnimationFrame(begin);
const frame = document.getElementById('draft');
const box = frame.querySelector('textarea');
const under = document.createElement('div'), copy = document.createElement('div'), beside = document.createElement('div');
under.className = 'under'; copy.className = 'copy'; beside.className = 'beside';
under.setAttribute('aria-hidden', 'true');
under.append(copy);
frame.prepend(under);
frame.append(beside);
const LOOK = ['fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'letterSpacing', 'wordSpacing', 'lineHeight', 'tabSize',
  'textAlign', 'textIndent', 'textTransform', 'direction', 'unicodeBidi', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft',
  'fontKerning', 'fontVariantLigatures', 'fontFeatureSettings', 'textRendering'];
let marks = [], lit = 0, drawn = null;

const cards = () => [...document.querySelectorAll('#reply ol.questions > li[data-number]')];
const card = (number) => cards().find((each) => +each.dataset.number === number);

// Where a passage stands in the draft now: where it was, or the nearest place that says the same.
const find = (text, at) => {
  const now = box.value;
  if (!text) return -1;
  if (now.startsWith(text, at)) return at;
  const after = now.indexOf(text, at), before = now.lastIndexOf(text, at);
  if (after < 0 || before < 0) return Math.max(after, before);
  return after - at < at - before ? after : before;
};
const collect = () => {
  marks = cards().filter((each) => each.dataset.text).map((each) => {
    const {number, start, text} = each.dataset, known = marks.find((mark) => mark.number === +number && mark.text === text);
    return {number: +number, text, start: find(text, known && known.start >= 0 ? known.start : +start), name: each.dataset.passage};
  });
  draw();
};
const moved = () => {
  marks.forEach((mark) => { mark.start = find(mark.text, Math.max(0, mark.start)); });
  draw();
};
const draw = () => {
  const standing = marks.filter((mark) => mark.start >= 0).sort((one, two) => one.start - two.start);
  const parts = [], value = box.value;
  let at = 0;
  standing.forEach((mark) => {
    if (mark.start < at) return;
    parts.push(value.slice(at, mark.start));
    const span = document.createElement('mark');
    span.dataset.number = mark.number;
    span.textContent = mark.text;
    parts.push(span);
    at = mark.start + mark.text.length;
  });
  parts.push(value.slice(at), '\n');
  copy.replaceChildren(...(standing.length ? parts : []));
  frame.classList.toggle('marked', standing.length > 0);
  drawn = value;
  lay();
};
const lay = () => {
  const look = getComputedStyle(box);
  LOOK.forEach((name) => { copy.style[name] = look[name]; });
  const around = frame.getBoundingClientRect(), place = box.getBoundingClientRect();
  Object.assign(under.style, {top: `${place.top - around.top}px`, left: `${place.left - around.left}px`,
    width: `${place.width}px`, height: `${place.height}px`});
  Object.assign(copy.style, {left: `${box.clientLeft}px`, top: `${box.clientTop - box.scrollTop}px`, width: `${box.clientWidth}px`});
  number();
};
// The numbers, in the margin: one a passage, beside the line where it begins.
const number = () => {
  const around = frame.getBoundingClientRect(), place = box.getBoundingClientRect();
  const wanted = [...copy.querySelectorAll('mark')];
  const kept = new Map([...beside.children].map((each) => [each.dataset.number, each]));
  let below = -Infinity;
  wanted.forEach((mark) => {
    const name = marks.find((each) => each.number === +mark.dataset.number).name;
    const button = kept.get(mark.dataset.number) ?? Object.assign(document.createElement('button'), {type: 'button'});
    kept.delete(mark.dataset.number);
    button.dataset.number = button.textContent = mark.dataset.number;
    button.setAttribute('aria-label', name);
    const line = mark.getClientRects()[0];
    if (!line) return;
    const top = Math.max(line.top + line.height / 2 - 12 - around.top, below);
    below = top + 26;
    button.style.top = `${top}px`;
    button.style.left = `${place.left - around.left + 8}px`;
    button.hidden = top < place.top - around.top - 4 || top > place.bottom - around.top - 20;
    button.classList.toggle('lit', lit === +mark.dataset.number);
    beside.append(button);
  });
  kept.forEach((each) => each.remove());
};
const light = (number) => {
  if (lit === number) return;
  lit = number;
  [...copy.querySelectorAll('mark'), ...beside.children, ...cards()].forEach((each) =>
    each.classList.toggle('lit', number > 0 && +each.dataset.number === number));
};
// Bring a passage into the part of the box that can be seen, and the box into the window.
const show = (number) => {
  const mark = copy.querySelector(`mark[data-number="${number}"]`);
  if (!mark) return;
  const line = mark.getBoundingClientRect(), place = box.getBoundingClientRect();
  if (line.top < place.top || line.bottom > place.bottom) {
    box.scrollTop += line.top - place.top - box.clientHeight / 3;
    lay();
  }
};
const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
const far = (each, room = 0) => {
  const place = each.getBoundingClientRect();
  return place.top < room || place.bottom > window.innerHeight - room;
};
const to = (each, block) => { if (each && far(each)) each.scrollIntoView({behavior: calm, block}); };
const under_ = (x, y) => [...copy.querySelectorAll('mark')].find((mark) => [...mark.getClientRects()].some((line) =>
  x >= line.left && x <= line.right && y >= line.top && y <= line.bottom));

box.addEventListener('input', () => { if (box.value !== drawn) moved(); });
box.addEventListener('scroll', lay);
box.addEventListener('mousemove', (event) => light(+(under_(event.clientX, event.clientY)?.dataset.number ?? 0)));
box.addEventListener('mouseleave', () => light(0));
box.addEventListener('click', (event) => {
  const mark = under_(event.clientX, event.clientY);
  if (mark) { light(+mark.dataset.number); if (window.innerWidth >= 768) to(card(+mark.dataset.number), 'nearest'); }
});
document.addEventListener('selectionchange', () => {
  if (document.activeElement !== box || box.selectionStart !== box.selectionEnd) return;
  const at = box.selectionStart;
  const mark = marks.find((each) => each.start >= 0 && at > each.start && at < each.start + each.text.length);
  if (mark) light(mark.number);
});
beside.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const shown = card(+button.dataset.number);
  light(+button.dataset.number);
  shown?.querySelector('.to-passage')?.focus({preventScroll: true});
  to(shown, 'center');
});
['mouseover', 'focusin'].forEach((kind) => {
  beside.addEventListener(kind, (event) => { const b = event.target.closest('button'); if (b) light(+b.dataset.number); });
  document.getElementById('reply').addEventListener(kind, (event) => {
    const number = +(event.target.closest('li[data-number]')?.dataset.number ?? 0);
    if (number) { light(number); if (kind === 'focusin' || window.innerWidth >= 768) show(number); }
  });
});
document.getElementById('reply').addEventListener('mouseleave', () => light(0));
document.getElementById('reply').addEventListener('click', (event) => {
  const asked = event.target.closest('.to-passage, .question .here');
  if (!asked) return;
  const number = +asked.closest('li').dataset.number;
  light(number);
  show(number);
  const button = beside.querySelector(`[data-number="${number}"]`);
  to(button, 'center');
  button?.focus({preventScroll: true});
});
new ResizeObserver(lay).observe(box);
new ResizeObserver(lay).observe(frame);
new MutationObserver(collect).observe(document.getElementById('reply'),
  {subtree: true, childList: true, attributes: true, attributeFilter: ['data-start', 'data-text']});
collect();
};
begin();
