// From the segments of a message to the words that rules and commands read.
#pragma once

#include <string>
#include <string_view>

#include "adapters/json.hpp"
#include "model/event.hpp"

namespace fenqun::adapters::onebot11 {

// What a message says. `words` is empty for a message of pictures or of nothing that we know.
struct Said {
  Text text;
  bool words = false;  // something to read, or a mention or a quote: else it is Media
};

// `message` is an array of segments, one segment, or a string of CQ codes; false when it is none of them. `self` is the
// bot's own number, whose mention is left out. Cards (JSON inside JSON) are read with `cards`.
//   - A leading quote and the mention of the quoted author that QQ adds to it are left out; Text::reply_to is the
//     message_id alone. A mention stands as "@name" or "@number", everybody is "all".
//   - Pictures and the like only show in Text::media; the prompt of a card and the title of a link are words.
//   - Unknown segments are nothing. Limits are in limits.hpp.
bool read_message(Json message, std::string_view self, JsonParser& cards, Said& out);

}  // namespace fenqun::adapters::onebot11
