import { Field } from "type-graphql";
import { RoleEnum } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { View } from "../shared/view.js";

@View("Viewer", { description: "Who is asking." })
export class ViewerType {
  @GlobalId("User")
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  email: string;
  @Field(() => RoleEnum)
  role: string;
  @Field(() => Boolean)
  hasTwoFactor: boolean;
}
