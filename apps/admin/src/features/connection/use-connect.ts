import { useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { toast } from "../../ui/toast.js";

const connectMutation = graphql(`
  mutation ConnectQuickBooks($input: ConnectQuickBooksInput!) {
    connectQuickBooks(input: $input) { authorizeUrl expiresAt userErrors { code field message } }
  }
`);

/** Leaves for Intuit's consent; the browser comes back to the settings page of the connection. `connect` gives why it did not, in words, which were shown. */
export function useConnect(): { isLeaving: boolean; connect: (options?: { readonly isReconnect?: boolean }) => Promise<string | null> } {
  const [{ fetching, data }, execute] = useMutation(connectMutation);
  return {
    // The page stays busy until the browser has left it.
    isLeaving: fetching || Boolean(data?.connectQuickBooks.authorizeUrl),
    connect: async ({ isReconnect = false } = {}) => {
      const answer = await execute({ input: { returnPath: "/settings/quickbooks", isReconnect } });
      const url = answer.data?.connectQuickBooks.authorizeUrl;
      if (url) {
        window.location.assign(url);
        return null;
      }
      const refusal = refusalOf(answer.error, answer.data?.connectQuickBooks.userErrors) ?? "";
      toast({ tone: "failure", message: refusal });
      return refusal;
    },
  };
}
