// Adds a search field to the list of rejects. Without this script the full list is shown.
for (const search of document.querySelectorAll('.search')) {
  const rows = [...search.parentElement.querySelectorAll('tbody tr')];
  const input = search.querySelector('input');
  const output = search.querySelector('output');
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    const contacts = rows.length === 1 ? '1 contact' : rows.length + ' contacts';
    output.textContent = shown === rows.length ? contacts : shown + ' of ' + contacts;
  };
  input.addEventListener('input', filter);
  search.hidden = false;
  filter();
}
