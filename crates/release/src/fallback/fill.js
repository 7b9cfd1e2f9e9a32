function fill(view, at, text) {
  for (var i = 0; i < text.length; ++i) view[at + i] = text.charCodeAt(i);
}
