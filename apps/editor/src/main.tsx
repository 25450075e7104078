import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { I18nProvider } from "react-aria-components/I18nProvider"
import { meQuery } from "./account/me.ts"
import "./app.css"
import { intlLocale, showLanguage, useLanguage } from "./language/language.ts"
import { showTheme } from "./ui/theme.ts"
import { createAppRouter } from "./workspace/router.tsx"

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })
const router = createAppRouter()
// The screen is fetched, and who is here is asked, while what stands around it is drawn.
void router.load()
void queries.prefetchQuery(meQuery)

showTheme(document.documentElement)
showLanguage()

function App() {
  return (
    <I18nProvider locale={intlLocale(useLanguage())}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  )
}

const root = document.getElementById("root")
if (!root) throw new Error("The page has no #root.")
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
