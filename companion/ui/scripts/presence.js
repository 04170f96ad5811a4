// Pressed, it leads to the model's tab; looked at again after a while, it is looked up again: another window may have chosen.
element.addEventListener('click', (event) => { if (event.target.closest('button')) trigger('click', {}); });
// Never in the moment of something else: of two requests sent at once, Gradio's client may lose the answer to one.
let later = 0;
const look = () => { clearTimeout(later); later = setTimeout(() => trigger('tick', {}), 1500); };
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look(); });
window.addEventListener('focus', look);
document.addEventListener('click', (event) => { if (event.target.closest('#ask, #speak')) look(); }, true);
