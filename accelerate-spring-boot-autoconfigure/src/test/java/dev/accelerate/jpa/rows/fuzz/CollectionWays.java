package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.Lists.Album;
import dev.accelerate.jpa.rows.domain.Lists.Box;
import dev.accelerate.jpa.rows.domain.Lists.Crate;
import dev.accelerate.jpa.rows.domain.Lists.Dict;
import dev.accelerate.jpa.rows.domain.Lists.Doc;
import dev.accelerate.jpa.rows.domain.Lists.Item;
import dev.accelerate.jpa.rows.domain.Lists.Label;
import dev.accelerate.jpa.rows.domain.Lists.Line;
import dev.accelerate.jpa.rows.domain.Lists.Part;
import dev.accelerate.jpa.rows.domain.Lists.Post;
import dev.accelerate.jpa.rows.domain.Lists.Track;

/**
 * Ways to write collections, and what is in them.
 */
final class CollectionWays {

	private CollectionWays() {
	}

	static List<Way> all() {
		List<Way> ways = new ArrayList<>();
		docs(ways);
		boxes(ways);
		posts(ways);
		albums(ways);
		dicts(ways);
		return ways;
	}

	private static void docs(List<Way> ways) {
		ways.add(Way.insert("doc: persisted with a line", Doc.class, (fuzz) -> {
			Doc doc = new Doc(fuzz.name());
			doc.add(fuzz.name());
			return doc;
		}));
		ways.add(Way.insert("line: persisted", Line.class, (fuzz) -> new Line(fuzz.name())));
		ways.add(new Way("doc: line added or orphaned", (fuzz) -> {
			Line[] added = new Line[1];
			fuzz.inTransaction((session) -> {
				Doc doc = fuzz.find(session, Doc.class);
				if (doc != null && (doc.lines.isEmpty() || fuzz.onceIn(2))) {
					added[0] = doc.add(fuzz.name());
				}
				else if (doc != null) {
					doc.lines.remove(0);
				}
			});
			if (added[0] != null) {
				fuzz.application.population.born(Line.class, added[0].id);
			}
		}));
		ways.add(Way.with("line: text", Line.class, (fuzz, session, line) -> line.text = fuzz.name()));
		ways.add(Way.with("line: to another doc", Line.class,
				(fuzz, session, line) -> line.doc = fuzz.find(session, Doc.class)));
		ways.add(Way.with("line: to another ver", Line.class, (fuzz, session,
				line) -> line.ver = fuzz.find(session, dev.accelerate.jpa.rows.domain.Versions.Ver.class)));
		ways.add(Way.with("doc: title", Doc.class, (fuzz, session, doc) -> doc.title = fuzz.name()));
		ways.add(Way.remove(Doc.class));
		ways.add(Way.remove(Line.class));
	}

	private static void boxes(List<Way> ways) {
		ways.add(Way.insert("item: persisted", Item.class, (fuzz) -> new Item(fuzz.name())));
		ways.add(new Way("box: persisted with an item", (fuzz) -> fuzz.insert(Box.class, (session) -> {
			Box box = new Box(fuzz.name());
			Item item = fuzz.find(session, Item.class);
			if (item != null) {
				box.items.add(item);
			}
			return box;
		})));
		ways.add(Way.with("box: item added or removed", Box.class, (fuzz, session, box) -> {
			Item item = fuzz.find(session, Item.class);
			if (item != null && !box.items.remove(item)) {
				box.items.add(item);
			}
		}));
		ways.add(Way.with("box: items replaced", Box.class, (fuzz, session, box) -> {
			Item item = fuzz.find(session, Item.class);
			box.items = new HashSet<>((item != null) ? Set.of(item) : Set.of());
		}));
		ways.add(Way.with("item: renamed", Item.class, (fuzz, session, item) -> item.name = fuzz.name()));
		ways.add(Way.remove(Box.class));
		ways.add(Way.remove(Item.class));
		ways.add(Way.insert("part: persisted", Part.class, (fuzz) -> {
			Part part = new Part();
			part.name = fuzz.name();
			return part;
		}));
		ways.add(Way.insert("crate: persisted", Crate.class, (fuzz) -> {
			Crate crate = new Crate();
			crate.name = fuzz.name();
			return crate;
		}));
		ways.add(Way.with("crate: part added or removed", Crate.class, (fuzz, session, crate) -> {
			Part part = fuzz.find(session, Part.class);
			if (part != null && !crate.parts.remove(part)) {
				crate.parts.add(part);
			}
		}));
		ways.add(Way.with("crate: renamed", Crate.class, (fuzz, session, crate) -> crate.name = fuzz.name()));
		ways.add(Way.with("part: renamed", Part.class, (fuzz, session, part) -> part.name = fuzz.name()));
		ways.add(Way.remove(Crate.class));
		ways.add(Way.remove(Part.class));
	}

	private static void posts(List<Way> ways) {
		ways.add(Way.insert("label: persisted", Label.class, (fuzz) -> new Label(fuzz.name())));
		ways.add(Way.insert("post: persisted", Post.class, (fuzz) -> new Post(fuzz.name())));
		ways.add(Way.with("post: label added or removed", Post.class, (fuzz, session, post) -> {
			Label label = fuzz.find(session, Label.class);
			if (label != null && !post.labels.remove(label)) {
				post.labels.add(label);
			}
		}));
		ways.add(Way.with("post: labels replaced", Post.class, (fuzz, session, post) -> {
			Label label = fuzz.find(session, Label.class);
			post.labels = new HashSet<>((label != null) ? Set.of(label) : Set.of());
		}));
		ways.add(Way.with("post: labels cleared", Post.class, (fuzz, session, post) -> post.labels.clear()));
		ways.add(Way.with("post: title", Post.class, (fuzz, session, post) -> post.title = fuzz.name()));
		ways.add(Way.with("label: renamed", Label.class, (fuzz, session, label) -> label.name = fuzz.name()));
		ways.add(Way.remove(Post.class));
		ways.add(Way.remove(Label.class));
	}

	private static void albums(List<Way> ways) {
		ways.add(Way.insert("album: persisted", Album.class, (fuzz) -> new Album(fuzz.name())));
		ways.add(new Way("album: track added, removed or moved", (fuzz) -> {
			Track[] added = new Track[1];
			fuzz.inTransaction((session) -> {
				Album album = fuzz.find(session, Album.class);
				if (album == null) {
					return;
				}
				if (album.tracks.size() < 2 || fuzz.onceIn(4)) {
					added[0] = new Track(album, fuzz.name());
					album.tracks.add(added[0]);
				}
				else if (fuzz.onceIn(2)) {
					Collections.swap(album.tracks, 0, 1);
				}
				else {
					session.remove(album.tracks.remove(0));
				}
			});
			if (added[0] != null) {
				fuzz.application.population.born(Track.class, added[0].id);
			}
		}));
		ways.add(Way.with("track: renamed", Track.class, (fuzz, session, track) -> track.name = fuzz.name()));
		ways.add(Way.with("album: renamed", Album.class, (fuzz, session, album) -> album.name = fuzz.name()));
		ways.add(Way.remove(Album.class));
	}

	private static void dicts(List<Way> ways) {
		ways.add(Way.insert("dict: persisted", Dict.class, (fuzz) -> {
			Dict dict = new Dict();
			dict.name = fuzz.name();
			dict.bag.add(fuzz.name());
			return dict;
		}));
		ways.add(Way.with("dict: word put or removed", Dict.class, (fuzz, session, dict) -> {
			String word = fuzz.name();
			if (fuzz.onceIn(3)) {
				dict.words.remove(word);
			}
			else {
				dict.words.put(word, fuzz.email());
			}
		}));
		ways.add(Way.with("dict: words replaced", Dict.class, (fuzz, session, dict) -> {
			dict.words = new TreeMap<>();
			dict.words.put(fuzz.name(), fuzz.email());
		}));
		ways.add(Way.with("dict: bag", Dict.class, (fuzz, session, dict) -> {
			if (dict.bag.size() > 2) {
				dict.bag.remove(fuzz.below(2));
			}
			else {
				dict.bag.add(fuzz.name());
			}
		}));
		ways.add(Way.with("dict: added to a bag that is not loaded", Dict.class,
				(fuzz, session, dict) -> dict.bag.add(fuzz.name())));
		ways.add(Way.with("dict: parts", Dict.class, (fuzz, session, dict) -> {
			Lists.Part part = fuzz.find(session, Part.class);
			if (part != null && !dict.parts.remove(part)) {
				dict.parts.add(part);
			}
		}));
		ways.add(Way.remove(Dict.class));
	}

}
