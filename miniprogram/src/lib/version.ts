import manifest from '../../package.json'

/** The version of this app. */
export const version: string = manifest.version
