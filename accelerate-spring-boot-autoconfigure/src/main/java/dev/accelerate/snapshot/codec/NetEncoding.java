package dev.accelerate.snapshot.codec;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Encoding of addresses of the network, by which nothing is looked up there.
 */
final class NetEncoding {

	/**
	 * Protocols of which Java has the handlers. Any other would have a class looked up by
	 * its name.
	 */
	private static final Set<String> PROTOCOLS = Set.of("http", "https", "file");

	private NetEncoding() {
	}

	static void write(PayloadWriter out, URL url) {
		String text = url.toExternalForm();
		try {
			if (PROTOCOLS.contains(url.getProtocol()) && url(text).toExternalForm().equals(text)) {
				out.writeString(text);
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// Not every URL is a URI.
		}
		throw new UnencodableSnapshotException("A URL that is not http, https or file, or is no URI");
	}

	static URL readUrl(PayloadReader in) {
		return url(in.readString());
	}

	private static URL url(String text) {
		URI uri = URI.create(text);
		if (uri.getScheme() == null || !PROTOCOLS.contains(uri.getScheme())) {
			throw new IllegalArgumentException("A URL of an unexpected protocol");
		}
		try {
			return uri.toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	static void write(PayloadWriter out, Inet4Address address) {
		writeAddress(out, address);
	}

	static void write(PayloadWriter out, Inet6Address address) {
		if (address.getScopeId() != 0 || address.getScopedInterface() != null) {
			throw new UnencodableSnapshotException("An address of one network interface");
		}
		writeAddress(out, address);
	}

	/**
	 * Writes an address with its name as far as that is known, which the text tells
	 * without a question to the network.
	 */
	private static void writeAddress(PayloadWriter out, InetAddress address) {
		String text = address.toString();
		out.writeString(text.substring(0, text.lastIndexOf('/')));
		out.writeBytes(address.getAddress());
	}

	static Inet4Address readInet4(PayloadReader in) {
		return (Inet4Address) readAddress(in);
	}

	static Inet6Address readInet6(PayloadReader in) {
		return (Inet6Address) readAddress(in);
	}

	private static InetAddress readAddress(PayloadReader in) {
		String text = in.readString();
		@Nullable String host = text.isEmpty() ? null : text;
		try {
			return InetAddress.getByAddress(host, in.readBytes());
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
