/**
 * Files (照片、录音): what people send, checked by content, encoded anew and kept. Whoever writes something that files belong
 * to attaches them in the same transaction; whoever shows it asks here for signed links, once it is known who may see it.
 */
export { attach, forget } from './attaching.service'
export { linksOf } from './files.queries'
export { photosOf, type KeptPhoto } from './subjects.queries'
