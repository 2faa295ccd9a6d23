// The kinds of cue words, their names in the lexicons and what they are for. docs/meaning.md shows this table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "model/phrase.hpp"

namespace fenqun::rules::meaning {

enum Kind : std::uint64_t {
  look_alike = 1ULL << 0,
  refusal = 1ULL << 1,
  negator = 1ULL << 2,
  lack = 1ULL << 3,
  failure = 1ULL << 4,
  decline = 1ULL << 5,
  waiver = 1ULL << 6,
  withdrawal = 1ULL << 7,
  undoable = 1ULL << 8,
  retraction = 1ULL << 9,
  carrier = 1ULL << 10,
  finisher = 1ULL << 11,
  wish = 1ULL << 12,
  plea = 1ULL << 13,
  breaker = 1ULL << 14,
  then = 1ULL << 15,
  afresh = 1ULL << 16,
  question = 1ULL << 17,
  reason = 1ULL << 18,
  pursuit = 1ULL << 19,
  demand = 1ULL << 20,
  shop = 1ULL << 21,
  self = 1ULL << 22,
  owed = 1ULL << 23,
  duty = 1ULL << 24,
  hypothesis = 1ULL << 25,
  supposition = 1ULL << 26,
  speaker = 1ULL << 27,
  speech = 1ULL << 28,
  hearsay = 1ULL << 29,
  elsewhere = 1ULL << 30,
  behind = 1ULL << 31,
  volition = 1ULL << 32,
  reception = 1ULL << 33,
  courtesy = 1ULL << 34,
  indifference = 1ULL << 35,
  alternative = 1ULL << 36,
  consent = 1ULL << 37,
  contentment = 1ULL << 38,
  displeasure = 1ULL << 39,
};

struct KindInfo {
  std::string_view key;  // in [cues] of a lexicon
  Kind kind;
  Bilingual about;
};

inline constexpr std::array<KindInfo, 40> kinds = {{
    {"look_alikes", look_alike, {"看着像提示词，其实不是", "looks like a cue, but is none"}},
    {"refusals", refusal, {"不想、不用、别：管到本句后面", "does not want: governs what follows in its clause"}},
    {"negators", negator, {"不、没：只管紧跟着的词", "not: governs only what follows at once"}},
    {"volitions", volition, {"否定后面跟着它，就是不想", "behind a negator it makes a refusal: want, need, ask"}},
    {"receptions", reception, {"否定后面跟着它，就是没收到", "behind a negator it makes a failure: receive, arrive"}},
    {"lacks", lack, {"没有、无：缺了该有的东西仍算", "there is none: of a thing that is owed, it is still meant"}},
    {"failures", failure, {"无法、没收到：想要而没成，仍算", "cannot, has not come: wanted in vain, still meant"}},
    {"declines", decline, {"词后面的“就算了、不用了”", "behind the word: is not needed"}},
    {"waivers", waiver, {"词后面的“不用……”，到句末为止", "behind the word, if nothing else follows"}},
    {"withdrawals", withdrawal, {"取消、撤销，对着可撤销的事", "cancel, withdraw: of what can be undone"}},
    {"undoables", undoable, {"可以撤销的事", "what can be undone"}},
    {"retractions", retraction, {"后面改了主意", "a change of mind later on"}},
    {"carriers", carrier, {"否定和词之间可以有的字", "may stand between a negator and the word"}},
    {"finishers", finisher, {"前面的话到此说完", "ends what was said before it"}},
    {"wishes", wish, {"要、想：新的愿望从这里开始", "a new wish begins"}},
    {"pleas", plea, {"请、帮我、赶紧", "please, right away"}},
    {"breakers", breaker, {"但是、而是：另起一句", "but, so: a new clause"}},
    {"thens", then, {"就、那：前面的条件到此", "then"}},
    {"afresh", afresh, {"另外、顺便：和前面的假设无关", "by the way: outside a hypothesis"}},
    {"questions", question, {"吗、能不能：在问", "asks"}},
    {"reasons", reason, {"为什么、怎么：在追问", "why, how come"}},
    {"pursuits", pursuit, {"还没、一直：在催", "still, yet: chases it"}},
    {"demands", demand, {"不……不行", "or else"}},
    {"shops", shop, {"对方：你们、商家", "the other side: you, the seller"}},
    {"selves", self, {"自己：我", "the customer: I"}},
    {"owed", owed, {"该有的东西", "things that should be there"}},
    {"duties", duty, {"该由对方做的事", "what the other side has to do"}},
    {"hypotheses", hypothesis, {"如果、万一", "if, in case"}},
    {"courtesies", courtesy, {"客气的如果：后面接请求就不算假设", "a polite if: none before a request"}},
    {"suppositions", supposition, {"……的话", "behind the condition"}},
    {"speakers", speaker, {"别人：客服、朋友、页面", "somebody else who may speak"}},
    {"speeches", speech, {"说、写着、问", "says, asks, reads"}},
    {"hearsay", hearsay, {"听说、据说", "I heard, according to"}},
    {"elsewhere", elsewhere, {"别家、我朋友的", "another shop, a friend's"}},
    {"behind", behind, {"词后面说是别家", "another shop, said behind the word"}},
    {"indifferences",
     indifference,
     {"无所谓、没兴趣：管它前面整句", "does not matter: governs all before it in its clause"}},
    {"alternatives", alternative, {"要不要、有没有：两可", "whether or not: both are named"}},
    {"consents", consent, {"都行、随便：跟在两可后面就是无所谓", "either will do: indifference behind both"}},
    {"contentments", contentment, {"没问题：词后面，说它没有毛病", "is fine: behind the word, nothing wrong with it"}},
    {"displeasures",
     displeasure,
     {"不喜欢、太小：家人的不满就是顾客的", "hates it: the family's displeasure is the customer's"}},
}};

}  // namespace fenqun::rules::meaning
