// Sets theme and navigation width before the first paint. A file of its own, so that the content policy needs no exception for it.
// Also before any schema is made: zod would try `new Function`, which the policy forbids and reports.
globalThis.__zod_globalConfig = { jitless: true }
;(() => {
  const root = document.documentElement
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const read = (name) => {
    try {
      return localStorage.getItem(`stowage.${name}`)
    } catch {
      return null
    }
  }
  const apply = () => {
    const theme = read('theme') ?? 'system'
    root.dataset.theme = theme === 'dark' || (theme === 'system' && dark.matches) ? 'dark' : 'light'
  }
  apply()
  if (read('nav')) root.dataset.nav = 'narrow'
  dark.addEventListener('change', apply)
  addEventListener('storage', apply)
  addEventListener('stowage-preference', apply)
})()
