import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` finds the API; the built console is served by the API's own process. */
const api = process.env.PITLANE_API ?? 'http://127.0.0.1:8080'

/**
 * React and the query cache change rarely: a chunk of their own stays in the browser across releases. Ant Design is left
 * to Rollup: what log-in needs comes first, selects and menus with the shell, the date picker with the page that has one.
 */
const foundation = /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@tanstack)\//

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { dedupe: ['react', 'react-dom'] },
  server: { proxy: { '/api': api, '/live': { target: api.replace(/^http/, 'ws'), ws: true } } },
  build: {
    target: 'es2022',
    rollupOptions: {
      output: { manualChunks: (id) => (foundation.test(id) ? 'foundation' : undefined) },
    },
  },
})
