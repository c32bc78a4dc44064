// Sets the theme before the first paint. A file of its own, so that the content policy needs no exception for it.
;(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    let choice = 'system'
    try {
      choice = localStorage.getItem('stowage.theme') || 'system'
    } catch {}
    const isDark = choice === 'dark' || (choice === 'system' && dark.matches)
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  }
  apply()
  dark.addEventListener('change', apply)
  addEventListener('storage', apply)
  addEventListener('stowage-theme', apply)
})()
