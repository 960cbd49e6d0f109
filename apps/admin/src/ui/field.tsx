import { Checkbox, PasswordInput, Radio, Select, Switch, TextInput, Textarea } from "@mantine/core";

// The product's fields are Mantine's, dressed by mantine-touches.css; everything imports them from here, so that they can be replaced in one place.
export { TextInput as TextField, PasswordInput as PasswordField, Select as SelectField, Textarea as TextArea, Switch, Checkbox, Radio };
