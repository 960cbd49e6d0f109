import { createContext, useContext } from "react";

/** What formatting needs to know about the firm on every screen. */
export interface FirmFacts {
  /** IANA zone all times are shown in. */
  readonly timeZone: string;
  /** Amounts in another currency carry their code. */
  readonly homeCurrency: string;
}

const Facts = createContext<FirmFacts>({ timeZone: "UTC", homeCurrency: "USD" });

export const FirmFactsProvider = Facts.Provider;

export function useFirmFacts(): FirmFacts {
  return useContext(Facts);
}
