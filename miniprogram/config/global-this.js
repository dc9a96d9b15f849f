// An object that stands in for globalThis in the mini-program; zod keeps its configuration and registry on it.
module.exports = {}
