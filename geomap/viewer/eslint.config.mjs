import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/"] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      // Typed arrays and DOM queries are indexed all over; TypeScript cannot see their bounds.
      "@typescript-eslint/no-non-null-assertion": "off",
      // A date that passed through a time zone can come out a day early.
      "no-restricted-globals": ["error", "Date"],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "text goes through textContent" },
        { property: "outerHTML", message: "text goes through textContent" },
        { property: "insertAdjacentHTML", message: "text goes through textContent" },
      ],
    },
  },
);
