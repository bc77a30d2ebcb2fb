package dev.accelerate.invalidation;

import java.util.Set;

/**
 * Names that are known to have no effect, and to give the same for the same arguments and
 * rows: functions of databases and of JPQL that aggregate, compute and convert. What is
 * not among them may be anything.
 */
public final class PureFunctions {

	private static final Set<String> AGGREGATES = Set.of("count", "count_big", "sum", "avg", "min", "max", "every",
			"bool_and", "bool_or", "bit_and", "bit_or", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop",
			"var_samp", "corr", "regr_slope", "percentile_cont", "percentile_disc", "median", "mode", "listagg",
			"group_concat", "string_agg", "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg",
			"json_arrayagg", "json_objectagg", "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile",
			"lag", "lead", "first_value", "last_value", "nth_value");

	private static final Set<String> STRINGS = Set.of("lower", "upper", "lcase", "ucase", "initcap", "length", "len",
			"char_length", "character_length", "octet_length", "bit_length", "trim", "ltrim", "rtrim", "btrim", "lpad",
			"rpad", "left", "right", "substring", "substr", "mid", "position", "locate", "instr", "charindex", "strpos",
			"concat", "concat_ws", "replace", "translate", "overlay", "reverse", "repeat", "replicate", "space",
			"ascii", "char", "chr", "unistr", "split_part", "substring_index", "regexp_replace", "regexp_matches",
			"regexp_match", "regexp_like", "regexp_substr", "regexp_instr", "regexp_count", "soundex", "difference",
			"format", "md5", "sha1", "sha2", "sha256", "encode", "decode", "to_base64", "from_base64", "hex", "unhex",
			"quote_ident", "quote_literal", "unaccent", "similarity", "word_similarity", "levenshtein", "str",
			"to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery", "ts_rank",
			"ts_rank_cd", "ts_headline", "setweight", "match", "stuff");

	private static final Set<String> NUMBERS = Set.of("abs", "sign", "round", "trunc", "truncate", "ceil", "ceiling",
			"floor", "mod", "power", "pow", "sqrt", "cbrt", "exp", "ln", "log", "log10", "log2", "pi", "sin", "cos",
			"tan", "asin", "acos", "atan", "atan2", "degrees", "radians", "greatest", "least", "width_bucket", "div",
			"gcd", "lcm", "bitand", "bitor", "bitxor");

	private static final Set<String> TIMES = Set.of("extract", "date_part", "datepart", "datename", "date_trunc",
			"datetrunc", "year", "quarter", "month", "week", "day", "hour", "minute", "second", "dayofmonth",
			"dayofweek", "dayofyear", "weekday", "monthname", "dayname", "isodow", "iso_week", "date_add", "date_sub",
			"dateadd", "adddate", "subdate", "addtime", "datediff", "datediff_big", "timestampadd", "timestampdiff",
			"period_diff", "date_format", "str_to_date", "to_char", "to_date", "to_timestamp", "to_number", "make_date",
			"make_time", "make_interval", "make_timestamp", "last_day", "eomonth", "add_months", "months_between",
			"justify_days", "justify_hours", "from_unixtime", "date", "time", "timestamp", "interval", "datefromparts");

	private static final Set<String> VALUES = Set.of("coalesce", "nullif", "ifnull", "nvl", "nvl2", "isnull", "iif",
			"if", "case", "cast", "try_cast", "convert", "try_convert", "row", "array", "array_length",
			"array_to_string", "string_to_array", "array_append", "array_position", "array_contains", "cardinality",
			"unnest", "generate_series", "generate_subscripts", "system_range", "grouping", "grouping_id", "insert",
			"values", "json_value", "json_query", "json_exists", "json_extract", "json_unquote", "json_table",
			"json_array", "json_object", "json_length", "json_contains", "json_build_object", "json_build_array",
			"jsonb_build_object", "jsonb_build_array", "to_json", "to_jsonb", "row_to_json", "json_each", "jsonb_each",
			"json_each_text", "jsonb_each_text", "json_array_elements", "jsonb_array_elements",
			"json_array_elements_text", "jsonb_array_elements_text", "json_extract_path_text",
			"jsonb_extract_path_text", "jsonb_path_exists", "jsonb_path_query", "jsonb_array_length",
			"json_array_length", "jsonb_typeof", "jsonb_set", "xmlelement", "xmlforest", "xmlagg", "xmltable",
			"st_distance", "st_dwithin", "st_contains", "st_within", "st_intersects", "st_makepoint", "st_point",
			"st_setsrid", "st_x", "st_y", "st_astext", "st_asgeojson", "st_geomfromtext", "st_area", "st_length",
			"st_buffer", "st_transform", "inet_aton", "inet_ntoa", "field", "elt", "find_in_set");

	/**
	 * Functions of JPQL and HQL about entities and collections.
	 */
	private static final Set<String> ENTITIES = Set.of("type", "treat", "key", "value", "entry", "index", "size", "id",
			"version", "naturalid", "fk", "elements", "indices", "minelement", "maxelement", "minindex", "maxindex",
			"function", "list", "map", "object", "duration", "concat_ws", "member", "collate", "pad", "ilike");

	private PureFunctions() {
	}

	/**
	 * Returns whether a function is known to do nothing but compute.
	 * @param name its name in lower case, with its schema if it is called by that
	 * @return {@code false} if it may do anything
	 */
	public static boolean contains(String name) {
		String plain = name.startsWith("pg_catalog.") ? name.substring("pg_catalog.".length()) : name;
		return AGGREGATES.contains(plain) || STRINGS.contains(plain) || NUMBERS.contains(plain) || TIMES.contains(plain)
				|| VALUES.contains(plain) || ENTITIES.contains(plain);
	}

}
