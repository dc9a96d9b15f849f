'use strict'

/** Writes a value at a `setData` path such as `root.cn.[0].cl`; lists and objects on the way are made. */
function setPath(target, key, value) {
  const parts = key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = parts.pop()
  let node = target
  parts.forEach((part, index) => {
    node[part] ??= /^\d+$/.test(parts[index + 1] ?? last) ? [] : {}
    node = node[part]
  })
  node[last] = value
}

module.exports = { setPath }
