document.body.textContent = 'Easel';
