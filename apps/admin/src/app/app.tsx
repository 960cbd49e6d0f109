import { MantineProvider, localStorageColorSchemeManager } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { Provider as ApiProvider } from "urql";
import { createApiClient } from "../lib/urql.js";
import { theme } from "../ui/theme.js";
import { createAppRouter } from "./router.js";

const client = createApiClient();
const router = createAppRouter(client);
const colorSchemeManager = localStorageColorSchemeManager({ key: "tieout-color-scheme" });

/** The whole SPA: theme, API client, routes. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager} withCssVariables={false} withGlobalClasses={false}>
      <ApiProvider value={client}>
        <RouterProvider router={router} />
      </ApiProvider>
    </MantineProvider>
  );
}
