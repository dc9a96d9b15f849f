export default definePageConfig({ navigationBarTitleText: '互检' })
