#include "adapters/onebot11/text.hpp"

#include <array>
#include <optional>

#include "adapters/onebot11/cq.hpp"
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/limits.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

struct MediaType {
  std::string_view type;
  MediaKind kind;
};
constexpr std::array<MediaType, 14> media_types{{{"image", MediaKind::image},
                                                 {"flash", MediaKind::image},
                                                 {"record", MediaKind::voice},
                                                 {"video", MediaKind::video},
                                                 {"file", MediaKind::file},
                                                 {"onlinefile", MediaKind::file},
                                                 {"face", MediaKind::sticker},
                                                 {"mface", MediaKind::sticker},
                                                 {"dice", MediaKind::sticker},
                                                 {"rps", MediaKind::sticker},
                                                 {"forward", MediaKind::card},
                                                 {"contact", MediaKind::card},
                                                 {"music", MediaKind::card},
                                                 {"location", MediaKind::location}}};

// Takes the segments one by one.
class Builder {
 public:
  Builder(std::string_view self, JsonParser& cards, Said& out) : self_(self), cards_(cards), out_(out) {}

  void words(std::string_view piece) {
    if (swallow_space_) {
      while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
      if (piece.empty()) return;
    }
    swallow_space_ = false;
    quoted_author_next_ = false;
    std::string& text = out_.text.text;
    text += cut(piece, max_text - std::min(max_text, text.size()));
  }

  void reply(std::optional<std::string> id) {
    if (!id || !out_.text.reply_to.empty()) return;
    out_.text.reply_to = std::move(*id);
    quoted_author_next_ = out_.text.text.empty();
    swallow_space_ = out_.text.text.empty();
  }

  void at(std::string_view user, std::string_view name) {
    if (user == self_) out_.text.mentions_me = true;
    if (quoted_author_next_) out_.text.reply_to_user = user;
    if (user == self_ || quoted_author_next_) {
      quoted_author_next_ = false;
      swallow_space_ = out_.text.text.empty() || out_.text.text.back() == ' ';
      return;
    }
    while (name.starts_with('@')) name.remove_prefix(1);
    const std::string shown = "@" + std::string(name.empty() ? user : cut(name, max_name));
    swallow_space_ = false;
    if (out_.text.text.size() + shown.size() > max_text) return;
    if (out_.text.mentions.size() < max_mentions) {
      out_.text.mentions.push_back({std::string(user), shown.substr(1),
                                    static_cast<std::uint32_t>(out_.text.text.size()),
                                    static_cast<std::uint32_t>(shown.size())});
    }
    words(shown);
  }

  void media(MediaKind kind) {
    quoted_author_next_ = false;
    if (out_.text.media.size() < max_media) out_.text.media.push_back(kind);
  }

  // The prompt is what QQ shows in the list of chats.
  void card(std::string_view json) {
    media(MediaKind::card);
    if (json.size() > max_text) return;
    if (const auto prompt = cards_.parse(json)["prompt"].string()) words(*prompt);
  }

 private:
  std::string_view self_;
  JsonParser& cards_;
  Said& out_;
  bool quoted_author_next_ = false;  // the next mention is the one that QQ adds to a quote
  bool swallow_space_ = false;       // the blank after a mention that was left out
};

// `field(key)` answers an optional<string>.
template <typename Field>
void add(Builder& to, std::string_view type, const Field& field) {
  if (type == "text") {
    if (const auto text = field("text")) to.words(*text);
  } else if (type == "at") {
    const auto user = field("qq");
    if (user && (*user == "all" || number_of(*user)))
      to.at(*user, *user == "all" ? "全体成员" : field("name").value_or(""));
  } else if (type == "reply") {
    auto id = field("id");
    to.reply(id && number_of(*id) ? std::move(id) : std::nullopt);
  } else if (type == "json") {
    to.card(field("data").value_or(""));
  } else if (type == "markdown") {
    if (const auto content = field("content")) to.words(*content);
  } else if (type == "share") {
    to.media(MediaKind::card);
    if (const auto title = field("title")) to.words(*title);
  } else if (type == "xml") {
    to.media(MediaKind::card);
  } else {
    for (const MediaType& media : media_types) {
      if (media.type == type) to.media(media.kind);
    }
  }
}

bool add(Builder& to, Json segment) {
  const auto type = segment["type"].string();
  if (!type) return false;
  const Json data = segment["data"];
  if (*type == "text") {  // nearly every one
    if (const auto text = data["text"].string()) {
      to.words(*text);
      return true;
    }
  }
  if (*type == "json" && data["data"].kind() == Json::Kind::object) {
    to.media(MediaKind::card);
    if (const auto prompt = data["data"]["prompt"].string()) to.words(*prompt);
    return true;
  }
  add(to, *type, [&](std::string_view key) { return data[key].scalar(); });
  return true;
}

void add_cq(Builder& to, std::string_view message) {
  for (const CqSegment& segment : decode_cq(message, max_segments)) {
    add(to, segment.type, [&](std::string_view key) -> std::optional<std::string> {
      for (const auto& [name, value] : segment.data) {
        if (name == key) return value;
      }
      return std::nullopt;
    });
  }
}

}  // namespace

bool read_message(Json message, std::string_view self, JsonParser& cards, Said& out) {
  Builder builder(self, cards, out);
  switch (message.kind()) {
    case Json::Kind::array: {
      std::size_t count = 0;
      bool readable = true;
      message.elements([&](Json segment) {
        readable = readable && add(builder, segment);
        return readable && ++count < max_segments;
      });
      if (!readable) return false;
      break;
    }
    case Json::Kind::object:
      if (!add(builder, message)) return false;
      break;
    case Json::Kind::string:
      add_cq(builder, *message.string());
      break;
    default:
      return false;
  }
  out.words = !out.text.text.empty() || out.text.mentions_me || (!out.text.reply_to.empty() && out.text.media.empty());
  return true;
}

}  // namespace fenqun::adapters::onebot11
