(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('scripted');
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var rows = all('[data-rule]');
  var groups = all('[data-group]');
  var verdicts = all('.filters .verdict');
  var field = function (id) { return document.getElementById(id); };
  var text = field('filter-text'), level = field('filter-level'), impact = field('filter-impact'), differ = field('filter-differ');
  var shown = field('shown');

  // Every row knows its verdicts: one on the page of a target, several on the matrix.
  function filtering() {
    return text.value.trim() !== '' || level.value !== '' || impact.value !== '' || (differ && differ.checked)
      || verdicts.some(function (each) { return each.getAttribute('aria-pressed') === 'false'; });
  }
  function filter() {
    var wanted = {};
    verdicts.forEach(function (each) { wanted[each.dataset.verdict] = each.getAttribute('aria-pressed') === 'true'; });
    var words = text.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row) {
      var said = row.dataset.verdicts.split(' ');
      var there = said.some(function (each) { return wanted[each]; })
        && (level.value === '' || row.dataset.level === level.value)
        && (impact.value === '' || row.dataset.impact === impact.value)
        && (!differ || !differ.checked || said.some(function (each) { return each !== said[0]; }))
        && words.every(function (word) { return row.dataset.rule.indexOf(word) >= 0; });
      row.hidden = !there;
      if (there) { count++; }
    });
    groups.forEach(function (group) {
      group.hidden = !all('[data-rule]', group).some(function (row) { return !row.hidden; });
      if (group.tagName === 'DETAILS' && filtering()) { group.open = true; }
    });
    shown.textContent = count + ' of ' + rows.length + ' rules shown';
  }
  function everything() {
    verdicts.forEach(function (each) { each.setAttribute('aria-pressed', 'true'); });
    text.value = ''; level.value = ''; impact.value = '';
    if (differ) { differ.checked = false; }
    filter();
  }
  if (text) {
    verdicts.forEach(function (button) {
      button.addEventListener('click', function () {
        button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
        filter();
      });
    });
    [level, impact, differ].forEach(function (each) { if (each) { each.addEventListener('change', filter); } });
    text.addEventListener('input', filter);
    field('everything').addEventListener('click', everything);
    field('only-broken').addEventListener('click', function () {
      verdicts.forEach(function (each) {
        each.setAttribute('aria-pressed', String(each.dataset.verdict === 'FAIL' || each.dataset.verdict === 'WARN'));
      });
      filter();
    });
    filter();
  }

  // A link to a rule opens it, and what it lies in.
  function open() {
    var at = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!at) { return; }
    if (at.hidden || at.closest('[hidden]')) { everything(); }
    for (var each = at; each; each = each.parentElement) {
      if (each.tagName === 'DETAILS') { each.open = true; }
    }
    at.scrollIntoView();
    var summary = at.querySelector('summary');
    if (summary) { summary.focus({ preventScroll: true }); }
  }
  window.addEventListener('hashchange', open);
  open();

  // The clipboard of a page from disk is not there in every browser; an old command is.
  function copied(button, done) {
    button.textContent = done ? 'Copied' : 'Press Ctrl+C';
    window.setTimeout(function () { button.textContent = 'Copy'; }, 2000);
  }
  function select(node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('.copy');
    if (!button) { return; }
    var from = button.parentElement.querySelector('pre');
    var byHand = function () {
      select(from);
      var done = false;
      try { done = document.execCommand('copy'); } catch (e) { done = false; }
      copied(button, done);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(from.textContent).then(function () { copied(button, true); }, byHand);
    } else {
      byHand();
    }
  });
})();
