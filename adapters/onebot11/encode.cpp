#include "adapters/onebot11/encode.hpp"

#include "adapters/json_out.hpp"
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/limits.hpp"
#include "adapters/problems.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

Request unsendable(const ProblemKind& why, const Args& args = {}) {
  return {{}, {}, problems::both(why, args)};
}

std::string segments(const Say& say) {
  JsonOut out;
  out.open_array();
  if (const auto quoted = message_id_in(say.quote_id)) {
    out.open_object().key("type").string("reply").key("data");
    out.open_object().key("id").string(*quoted).close_object().close_object();
  }
  out.open_object().key("type").string("text").key("data");
  out.open_object().key("text").string(say.text).close_object().close_object();
  return std::move(out.close_array()).text();
}

Request encode_body(const Say& say, const Chat& to, std::int64_t id) {
  if (say.text.empty() || say.text.size() > max_text) return unsendable(problems::nothing_to_send);
  const bool group = to.kind == ChatKind::group;
  JsonOut out;
  out.open_object().key(group ? "group_id" : "user_id").integer(id);
  if (to.kind == ChatKind::temporary) {
    const auto via = number_of(to.via);
    if (!via) return unsendable(problems::bad_target, {to.via});
    out.key("group_id").integer(*via);
  }
  out.key("message").raw(segments(say)).close_object();
  return {group ? "send_group_msg" : "send_private_msg", std::move(out).text(), {}};
}

Request encode_body(const RenameChat& rename, const Chat& to, std::int64_t id) {
  if (to.kind != ChatKind::group) return unsendable(problems::bad_target, {to.id});
  if (rename.name.empty() || rename.name.size() > max_name) return unsendable(problems::nothing_to_send);
  JsonOut out;
  out.open_object().key("group_id").integer(id).key("group_name").string(rename.name).close_object();
  return {"set_group_name", std::move(out).text(), {}};
}

Request encode_body(const WriteRemark& write, const Chat& to, std::int64_t id) {
  if (to.kind == ChatKind::group) return unsendable(problems::bad_target, {to.id});
  if (write.remark.size() > max_name) return unsendable(problems::nothing_to_send);
  JsonOut out;
  out.open_object().key("user_id").integer(id).key("remark").string(write.remark).close_object();
  return {"set_friend_remark", std::move(out).text(), {}};
}

// The core sends these itself.
Request encode_body(const CallWebhook&, const Chat& to, std::int64_t) {
  return unsendable(problems::bad_target, {to.id});
}

}  // namespace

Request encode(const OutboxItem& item) {
  const auto id = number_of(item.to.id);
  if (!id) return unsendable(problems::bad_target, {std::string(cut(item.to.id, max_name))});
  return std::visit([&](const auto& body) { return encode_body(body, item.to, *id); }, item.body);
}

std::string group_info_params(std::string_view group, bool no_cache) {
  JsonOut out;
  out.open_object().key("group_id").raw(group);
  if (no_cache) out.key("no_cache").boolean(true);
  return std::move(out.close_object()).text();
}

std::string history_params(const HistoryPage& page) {
  JsonOut out;
  out.open_object().key("user_id").raw(page.user).key("count").integer(static_cast<std::int64_t>(page.count));
  if (!page.anchor.empty()) out.key(page.anchor_field).string(page.anchor);
  if (page.reverse_order) out.key("reverse_order").boolean(true).key("reverseOrder").boolean(true);
  return std::move(out.close_object()).text();
}

}  // namespace fenqun::adapters::onebot11
