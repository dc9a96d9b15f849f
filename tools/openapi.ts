import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { apiPage } from './api-page'

writeFileSync(path.resolve('docs/api.md'), apiPage())
