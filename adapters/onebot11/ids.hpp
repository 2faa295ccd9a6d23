// Ids and native ids of OneBot v11. QQ numbers, group numbers and message ids are whole numbers of up to 64 bits,
// possibly negative, written as number or string; here they are decimal text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/json.hpp"
#include "model/ids.hpp"

namespace fenqun::adapters::onebot11 {

// The decimal text of an id; nothing for anything else ("007" becomes "7").
std::optional<std::string> id_of(Json value);
// The number of an id's text, for calls.
std::optional<std::int64_t> number_of(std::string_view id);

// The native id of a message, equal live and in the history: "2900000001/p10001/1482093377/1767225660" is the bot's own
// number, p (private, also temporary) or g (group) with the chat's number, message_id, and time in seconds as the
// platform wrote it. message_id alone is a hash of 31 or 32 bits.
std::string message_key(std::string_view self, bool group, std::string_view chat, std::string_view message,
                        std::string_view seconds);
// What a quote or a recall knows of a message: the native id without its time, "2900000001/p10001/1482093377".
std::string message_name(std::string_view self, bool group, std::string_view chat, std::string_view message);
// The message_id inside either form, or of a bare number; nothing otherwise.
std::optional<std::string> message_id_in(std::string_view native_id);

CustomerKey customer(std::string_view user);

}  // namespace fenqun::adapters::onebot11
