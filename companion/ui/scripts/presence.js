// Pressed, it leads to the model's tab; looked at again after a while, it is looked up again: another window may have chosen.
element.addEventListener('click', (event) => { if (event.target.closest('button')) trigger('click', {}); });
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') trigger('tick', {}); });
window.addEventListener('focus', () => trigger('tick', {}));
document.addEventListener('click', (event) => { if (event.target.closest('#ask, #speak')) trigger('tick', {}); }, true);
