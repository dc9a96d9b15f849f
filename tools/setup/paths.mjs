// @ts-check
import { fileURLToPath } from 'node:url'
import path from 'node:path'

/** The repository folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/**
 * An absolute path inside the repository.
 *
 * @param {...string} parts
 */
export const inRoot = (...parts) => path.join(root, ...parts)

/**
 * An absolute path inside `var/`, the only folder in which commands keep state.
 *
 * @param {...string} parts
 */
export const inVar = (...parts) => path.join(root, 'var', ...parts)

/**
 * How a path is shown to people.
 *
 * @param {string} file
 */
export const shown = (file) => path.relative(root, file) || '.'
