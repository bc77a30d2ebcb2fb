package dev.accelerate.strategy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Final fields of the constants of an enum. The constant is part of the key, and its
 * final fields never change. Whether a getter only returns such a field is read from the
 * class file.
 */
final class EnumValues {

	private static final Set<Class<?>> VALUES = Set.of(String.class, BigDecimal.class, BigInteger.class, UUID.class);

	private EnumValues() {
	}

	/**
	 * Returns the type of a public field.
	 * @return the type, or {@code null} if it may hold something else later
	 */
	static @Nullable ResolvableType field(Class<?> type, String name) {
		Field field = ReflectionUtils.findField(type, name);
		return (field != null && Modifier.isPublic(field.getModifiers())) ? valueOf(field, type) : null;
	}

	/**
	 * Returns the type of what a method without parameters returns.
	 * @return the type, or {@code null} if it is not known to return a field
	 */
	static @Nullable ResolvableType getter(Class<?> type, String name) {
		Method method = ReflectionUtils.findMethod(type, name);
		// A constant with a body may have a method of its own.
		if (method == null || method.getDeclaringClass() != type || !Modifier.isFinal(type.getModifiers())
				|| Modifier.isStatic(method.getModifiers())) {
			return null;
		}
		String returned = fieldReturnedBy(type, method);
		Field field = (returned != null) ? ReflectionUtils.findField(type, returned) : null;
		return (field != null) ? valueOf(field, type) : null;
	}

	private static @Nullable ResolvableType valueOf(Field field, Class<?> type) {
		Class<?> value = ClassUtils.resolvePrimitiveIfNecessary(field.getType());
		boolean unchanging = VALUES.contains(value) || ClassUtils.isPrimitiveWrapper(value)
				|| (value.getPackageName().equals("java.time") && Modifier.isFinal(value.getModifiers()));
		return (field.getDeclaringClass() == type && Modifier.isFinal(field.getModifiers()) && unchanging)
				? ResolvableType.forField(field) : null;
	}

	private static @Nullable String fieldReturnedBy(Class<?> type, Method method) {
		try (InputStream bytes = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (bytes == null) {
				return null;
			}
			Reader reader = new Reader(Type.getInternalName(type), method);
			new ClassReader(bytes).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return reader.field();
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Reader of one method. A method that only returns a field has exactly three
	 * instructions. Any other instruction is recorded as unknown.
	 */
	private static final class Reader extends ClassVisitor {

		private final String owner;

		private final Method method;

		private final List<String> instructions = new ArrayList<>();

		private @Nullable String field;

		Reader(String owner, Method method) {
			super(SpringAsmInfo.ASM_VERSION);
			this.owner = owner;
			this.method = method;
		}

		@Nullable String field() {
			return this.instructions.equals(List.of("this", "field", "return")) ? this.field : null;
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			return (name.equals(this.method.getName()) && descriptor.equals(Type.getMethodDescriptor(this.method)))
					? new Instructions() : null;
		}

		private final class Instructions extends MethodVisitor {

			Instructions() {
				super(SpringAsmInfo.ASM_VERSION);
			}

			@Override
			public void visitVarInsn(int opcode, int index) {
				Reader.this.instructions.add((opcode == Opcodes.ALOAD && index == 0) ? "this" : "unknown");
			}

			@Override
			public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
				boolean own = opcode == Opcodes.GETFIELD && owner.equals(Reader.this.owner);
				Reader.this.instructions.add(own ? "field" : "unknown");
				Reader.this.field = name;
			}

			@Override
			public void visitInsn(int opcode) {
				boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN;
				Reader.this.instructions.add(returns ? "return" : "unknown");
			}

			@Override
			public void visitIntInsn(int opcode, int operand) {
				unknown();
			}

			@Override
			public void visitTypeInsn(int opcode, String type) {
				unknown();
			}

			@Override
			public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
				unknown();
			}

			@Override
			public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
				unknown();
			}

			@Override
			public void visitJumpInsn(int opcode, Label label) {
				unknown();
			}

			@Override
			public void visitLdcInsn(Object value) {
				unknown();
			}

			@Override
			public void visitIincInsn(int index, int increment) {
				unknown();
			}

			@Override
			public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
				unknown();
			}

			@Override
			public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
				unknown();
			}

			@Override
			public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
				unknown();
			}

			private void unknown() {
				Reader.this.instructions.add("unknown");
			}

		}

	}

}
