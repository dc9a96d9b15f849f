export default definePageConfig({ navigationBarTitleText: '验券' })
